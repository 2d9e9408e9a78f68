"""Every loss of both papers on a case worked by hand."""

import math

import pytest
import torch
from torch import Tensor

from tryon.training.losses import (
    WarpTerms,
    charbonnier,
    cross_entropy,
    distillation_loss,
    feature_matching_loss,
    hinge_critic_loss,
    hinge_generator_loss,
    lsgan_critic_loss,
    lsgan_generator_loss,
    pixel_loss,
    posture_awareness_loss,
    regional_generator_loss,
    second_order_constraint,
    second_order_smoothness,
    sum_of_layers,
    teacher_gate,
)
from tryon.training.papers.discriminator import MultiScaleDiscriminator


def grid_points(rows: int = 3, columns: int = 3) -> Tensor:
    y, x = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
    return torch.stack([x, y], -1)[None].float()


def test_pixel_loss_is_the_mean_absolute_difference() -> None:
    assert pixel_loss(torch.tensor([1.0, -2.0, 0.0]), torch.tensor([0.0, 1.0, 0.0])) == (
        pytest.approx(4 / 3)
    )


def test_cross_entropy_reads_sigmoid_maps_as_shares() -> None:
    # Two pixels, two classes: shares of the true class 0.6 / 0.8 and 0.1 / 0.5.
    maps = torch.tensor([[[[0.6, 0.4]], [[0.2, 0.1]]]])
    found = cross_entropy(maps, torch.tensor([[[0, 1]]]))
    assert float(found) == pytest.approx(-(math.log(0.75) + math.log(0.2)) / 2)


def test_cross_entropy_gains_nothing_by_answering_one_for_every_class() -> None:
    classes = torch.zeros(1, 2, 2, dtype=torch.int64)
    assert float(cross_entropy(torch.ones(1, 13, 2, 2), classes)) == pytest.approx(math.log(13))
    none = torch.zeros(1, 13, 2, 2, requires_grad=True)
    assert torch.isfinite(cross_entropy(none, classes))


def test_lsgan() -> None:
    real = [torch.tensor([1.0, 0.0]), torch.tensor([2.0])]
    fake = [torch.tensor([0.5, -0.5]), torch.tensor([0.0])]
    # First scale: (0.5 + 0.25) / 2; second: (1 + 0) / 2; the mean of both.
    assert float(lsgan_critic_loss(real, fake)) == pytest.approx((0.375 + 0.5) / 2)
    # (0.25 + 2.25) / 2 and 1.
    assert float(lsgan_generator_loss(fake)) == pytest.approx((1.25 + 1) / 2)


def test_hinge() -> None:
    real = [torch.tensor([2.0, 0.5]), torch.tensor([-1.0])]
    fake = [torch.tensor([-2.0, 0.0]), torch.tensor([3.0])]
    # First scale: 0.25 + 0.5; second: 2 + 4.
    assert float(hinge_critic_loss(real, fake)) == pytest.approx((0.75 + 6) / 2)
    assert float(hinge_generator_loss(fake)) == pytest.approx((1 - 3) / 2)


def test_feature_matching_sums_over_layers_and_averages_over_discriminators() -> None:
    real = [
        [torch.tensor([1.0, 3.0]), torch.tensor([0.0], requires_grad=True)],
        [torch.tensor([2.0]), torch.tensor([2.0])],
    ]
    fake = [
        [torch.tensor([0.0, 0.0], requires_grad=True), torch.tensor([4.0])],
        [torch.tensor([2.0]), torch.tensor([1.0])],
    ]
    loss = feature_matching_loss(real, fake)
    assert loss.item() == pytest.approx(((2 + 4) + (0 + 1)) / 2)
    loss.backward()
    assert real[0][1].grad is None
    assert fake[0][0].grad is not None
    assert fake[0][0].grad.tolist() == [-0.25, -0.25]


def test_perceptual_loss_sums_the_means_of_the_layers() -> None:
    first = [torch.zeros(1, 2, 2, 2), torch.ones(1, 1, 1, 1)]
    second = [torch.full((1, 2, 2, 2), 0.5), torch.tensor([[[[4.0]]]])]
    assert float(sum_of_layers(first, second)) == 3.5


def test_an_even_grid_satisfies_the_second_order_constraint_however_it_is_sheared() -> None:
    assert float(second_order_constraint(grid_points(5, 5))) == 0
    sheared = grid_points(5, 5) @ torch.tensor([[2.0, 0.5], [0.25, 1.0]])
    assert float(second_order_constraint(sheared)) == pytest.approx(0, abs=1e-5)


def test_the_second_order_constraint_has_a_distance_and_a_slope_term() -> None:
    along = grid_points()
    along[0, 1, 1, 0] += 0.25
    # In its row the middle is 1.25 and 0.75 away, on one line: 0.5. In its column it is as far
    # from above as from below, and the slopes differ: dy0 dx1 - dy1 dx0 = -1 * -0.25 - 1 * -0.25.
    assert float(second_order_constraint(along)) == pytest.approx(0.5 + 0.5)
    corner = grid_points()
    corner[0, 0, 0] = torch.tensor([-3.0, 0.0])
    # The top row: 4 against 1, one line. The left column: sqrt(10) against 1; from its middle
    # (0, 1) to (-3, 0) and (0, 2): |-1 * 0 - 1 * -3| = 3.
    expected = 3 + (10**0.5 - 1) + 3
    assert float(second_order_constraint(corner)) == pytest.approx(expected)
    assert float(second_order_constraint(torch.cat([corner, grid_points()]))) == pytest.approx(
        expected / 2
    )


def test_charbonnier() -> None:
    found = charbonnier(torch.tensor([0.0, 2.0]))
    assert found.tolist() == pytest.approx([1e-6**0.45, (4 + 1e-6) ** 0.45])


def test_smoothness_sees_a_bend_in_all_four_directions_at_every_level() -> None:
    straight = torch.arange(12.0).view(1, 1, 3, 4).repeat(1, 2, 1, 1)
    rest = 4 * 1e-6**0.45
    assert float(second_order_smoothness([straight])) == pytest.approx(rest, rel=1e-3)
    bent = torch.zeros(1, 2, 3, 3)
    bent[0, 0, 1, 1] = 1.0  # second differences of x are -2 in each direction; y is flat
    expected = 4 * ((4 + 1e-6) ** 0.45 + 1e-6**0.45) / 2
    assert float(second_order_smoothness([bent])) == pytest.approx(expected)
    assert float(second_order_smoothness([bent] * 5)) == pytest.approx(5 * expected)
    horizontal = torch.zeros(1, 2, 3, 3)
    horizontal[0, 0, 1, 0] = 1.0  # only the horizontal neighbour of the middle
    expected = ((1 + 1e-6) ** 0.45 + 7 * 1e-6**0.45) / 2
    assert float(second_order_smoothness([horizontal])) == pytest.approx(expected)


def test_smoothness_is_no_less_exact_under_autocast() -> None:
    wave = 90 + torch.linspace(0, 6, 48).sin().expand(1, 2, 64, 48)
    expected = float(second_order_smoothness([wave]))
    with torch.autocast("cpu", torch.bfloat16):
        assert float(second_order_smoothness([wave])) == pytest.approx(expected)


def test_the_student_learns_only_where_the_teacher_is_better() -> None:
    truth = torch.zeros(2, 1, 1, 2)
    teacher = torch.tensor([[[[0.1, 0.1]]], [[[0.9, 0.9]]]])
    student = torch.tensor([[[[0.2, 0.2]]], [[[0.5, 0.5]]]])
    gate = teacher_gate(teacher, student, truth)
    assert gate.tolist() == [1, 0]
    ours = [torch.tensor([[3.0, 4.0], [9.0, 9.0]]).view(2, 2, 1, 1).requires_grad_()]
    theirs = [torch.zeros(2, 2, 1, 1, requires_grad=True)]
    # The first: root of (9 + 16) / 2; the second is shut out; the mean of both.
    loss = distillation_loss(ours, theirs, gate)
    assert loss.item() == pytest.approx((12.5**0.5) / 2)
    loss.backward()
    assert theirs[0].grad is None
    assert ours[0].grad is not None
    assert (ours[0].grad[1] == 0).all()


def test_distillation_from_itself_has_a_gradient() -> None:
    same = [torch.ones(1, 2, 2, 2, requires_grad=True)]
    distillation_loss(same, same, torch.ones(1)).backward()
    assert same[0].grad is not None
    assert torch.isfinite(same[0].grad).all()


def test_posture_awareness_is_the_mean_over_the_fakes_and_the_generator_the_sum() -> None:
    one, two = torch.tensor(1.0), torch.tensor(2.0)
    fakes = [WarpTerms(one, two, one), WarpTerms(two, one, two)]
    # 1 * L_f + 6 * L_sec + 1 * L_d: 14 and 10.
    assert float(posture_awareness_loss(fakes)) == 12
    # 1 * L_f + 0.2 * L_p: 1.4 and 2.2.
    assert float(regional_generator_loss([one, two], [two, one])) == pytest.approx(3.6)


def test_the_discriminators_see_two_scales_and_are_bounded() -> None:
    torch.manual_seed(0)
    judges = MultiScaleDiscriminator(5, width=4, layers=3)
    condition, picture = torch.randn(2, 2, 64, 48), torch.randn(2, 3, 64, 48)
    answers, features = judges(condition, picture)
    # Kernels of four with a padding of two: 64 -> 33 -> 17 -> 9, then 10 and 11.
    assert [tuple(answer.shape) for answer in answers] == [(2, 1, 11, 9), (2, 1, 7, 6)]
    assert [layer.shape[1] for layer in features[0]] == [4, 8, 16, 32]
    assert [len(layers) for layers in features] == [4, 4]
    convolutions = [m for m in judges.modules() if isinstance(m, torch.nn.Conv2d)]
    assert len(convolutions) == 10
    for _ in range(30):
        judges(condition, picture)
    for conv in convolutions:
        # Spectral normalisation: the largest singular value of every convolution is one.
        largest = torch.linalg.matrix_norm(conv.weight.flatten(1), 2)
        assert float(largest) == pytest.approx(1, abs=0.1)

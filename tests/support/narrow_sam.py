"""Segment Anything with few channels and no training: its wiring, not its answers."""

import torch

from tryon.segmenters.sam_package import import_part


def tiny_sam(embedding=16):
    """SAM as published, but a few channels wide and reading 64 pixels a side."""
    torch.manual_seed(0)
    parts = import_part("modeling")
    return parts.Sam(
        image_encoder=parts.ImageEncoderViT(
            img_size=64,
            patch_size=16,
            embed_dim=16,
            depth=1,
            num_heads=2,
            out_chans=embedding,
            use_rel_pos=True,
            window_size=0,
            global_attn_indexes=(0,),
        ),
        prompt_encoder=parts.PromptEncoder(
            embed_dim=embedding,
            image_embedding_size=(4, 4),
            input_image_size=(64, 64),
            mask_in_chans=4,
        ),
        mask_decoder=parts.MaskDecoder(
            num_multimask_outputs=3,
            transformer=parts.TwoWayTransformer(
                depth=1, embedding_dim=embedding, mlp_dim=16, num_heads=2
            ),
            transformer_dim=embedding,
            iou_head_depth=2,
            iou_head_hidden_dim=8,
        ),
    ).eval()

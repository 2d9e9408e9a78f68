"""How the page looks where Gradio draws it."""

import gradio as gr


def theme() -> gr.themes.Base:
    """Returns Gradio's plain theme in the page's colours."""
    ink = {"background_fill": "*neutral_900", "background_fill_hover": "*neutral_700"}
    paper = {"background_fill": "*neutral_100", "background_fill_hover": "*neutral_300"}
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_lg,
        # Gradio brings only these two weights of the font whole.
        font=[gr.themes.LocalFont("IBM Plex Sans", weights=(400, 700)), "system-ui", "sans-serif"],
    ).set(
        body_background_fill="*neutral_50",
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_400",
        **{f"button_primary_{name}": colour for name, colour in ink.items()},
        **{f"button_primary_{name}_dark": colour for name, colour in paper.items()},
        button_primary_text_color="white",
        button_primary_text_color_dark="*neutral_900",
    )

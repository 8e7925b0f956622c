"""Settings of models that make images."""

from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class ImageGenerationParameters:
    """Sizes in pixels; None leaves the model's default."""

    output_image_width: Optional[int] = None
    output_image_height: Optional[int] = None
    guidance_scale: Optional[float] = None
    diffusion_denoising_steps: Optional[int] = None

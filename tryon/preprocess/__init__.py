"""From a photo to what the pipelines need: joints, label map, masks, clothing-agnostic inputs."""

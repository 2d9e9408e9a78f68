"""Where the warped garment misses its place: VITON-HD Eq. 3-4, a closer look, other pairs."""

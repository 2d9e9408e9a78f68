"""The networks: `nn.Module` only."""

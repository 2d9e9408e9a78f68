"""From clicks to a mask, for the studio: Segment Anything where it is there, else GrabCut."""

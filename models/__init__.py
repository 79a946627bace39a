"""What wartakop knows: its types, its code lists, its trained models."""

"""Nieuwe klant toevoegen: the screens and what stands behind them."""

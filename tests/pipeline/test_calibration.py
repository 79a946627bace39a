import pytest

from pipeline.calibration import Bin, Error, Forecast, calibrate


def test_forecasts_fall_into_ten_bins() -> None:
    forecasts = [Forecast(c, strict=False, core=c > 0.5) for c in (0.0, 0.1, 0.19, 0.7, 0.95, 1.0)]
    bins = calibrate(forecasts).bins
    assert [(held.low, held.high, held.n) for held in bins] == [(0, 0.1, 1), (0.1, 0.2, 2), (0.7, 0.8, 1), (0.9, 1, 2)]
    assert bins[-1] == Bin(low=0.9, high=1.0, n=2, confidence=0.975, strict=0, core=1)


def test_the_errors_weigh_every_forecast() -> None:
    forecasts = [Forecast(0.8, True, True)] * 3 + [Forecast(0.8, False, True), Forecast(0.5, False, False)]
    _, strict, core = calibrate(forecasts)
    assert strict == pytest.approx(((4 * 0.05 + 0.5) / 5, (3 * 0.04 + 0.64 + 0.25) / 5))
    assert core == pytest.approx(((4 * 0.2 + 0.5) / 5, (4 * 0.04 + 0.25) / 5))


def test_a_confidence_that_is_a_probability_has_no_calibration_error() -> None:
    forecasts = [Forecast(0.75, right, right) for right in (True, True, True, False)]
    assert calibrate(forecasts).strict == Error(expected_calibration_error=0, brier=0.1875)


def test_no_forecasts_have_no_error() -> None:
    assert calibrate([]) == ((), (None, None), (None, None))

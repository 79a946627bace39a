"""Settings: the environment and the defaults, read once, by the command line alone."""

from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.errors import InputError


class Settings(BaseSettings):
    """What an operator may set, in the environment (prefix `WARTAKOP_`) or by an option of the same name."""

    model_config = SettingsConfigDict(env_prefix="WARTAKOP_", frozen=True)

    home: Path = Field(default=Path.home() / "wartakop", description="Where archive, extractions and warehouse live")
    contact: str = Field(default="", description="E-mail or web address at which an outlet can reach the operator")
    lookback_days: int = Field(default=30, ge=1, le=36_500, description="Days a night looks back without --since")

    @field_validator("home", "contact")
    @classmethod
    def _demand_text(cls, value: Path | str) -> Path | str:
        if any("\ud800" <= letter <= "\udfff" for letter in str(value)):  # so Python reads bytes that are no UTF-8
            raise ValueError("write it in UTF-8")
        return value


def settings(home: Path | None = None) -> Settings:
    """The settings; `home` as given on the command line goes before the environment.

    Raises InputError naming the variable that is wrong.
    """
    try:
        found = Settings() if home is None else Settings(home=home)
    except ValidationError as error:
        problem = error.errors()[0]
        name = f"WARTAKOP_{'_'.join(map(str, problem['loc']))}".upper()
        raise InputError(f"{name}: {problem['msg'].removeprefix('Value error, ')}") from error
    return found

//! Values that cannot hold nonsense: money, phone, ID number, credit code, division code, names, dates. No IO, no clock.

//! Lists, objects and variants, item by item.

use serde::de::{
    DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
    value::StrDeserializer,
};

use crate::{Unreadable, text::Reader};

/// The inside of a list or an object.
pub(crate) struct Items<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_first: bool,
    is_left: bool,
}

impl<'a, 'de> Items<'a, 'de> {
    pub(crate) fn new(reader: &'a mut Reader<'de>) -> Self {
        Self {
            reader,
            is_first: true,
            is_left: false,
        }
    }

    #[inline(never)]
    fn has_more(&mut self, bracket: u8) -> Result<bool, Unreadable> {
        let is_first = std::mem::replace(&mut self.is_first, false);
        let has_more = self.reader.has_more(is_first, bracket)?;
        self.is_left = !has_more;
        Ok(has_more)
    }

    /// Leaves a list that its type may have left unread: it must end there.
    pub(crate) fn leave(mut self) -> Result<(), Unreadable> {
        if !self.is_left && self.has_more(b']')? {
            Err(Unreadable)
        } else {
            Ok(())
        }
    }
}

impl<'de> SeqAccess<'de> for &mut Items<'_, 'de> {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        if self.has_more(b']')? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unreadable> {
        if self.has_more(b'}')? {
            // A key is a string and nothing else, whatever its type would take.
            let key = self.reader.string()?;
            seed.deserialize(StrDeserializer::new(&key)).map(Some)
        } else {
            Ok(None)
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Unreadable> {
        self.reader.expect(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

/// One variant: its name alone, or an object of its name and what it holds.
pub(crate) struct Variant<'a, 'de> {
    pub(crate) reader: &'a mut Reader<'de>,
    pub(crate) holds: bool,
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Unreadable;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self), Unreadable> {
        let name = self.reader.string()?;
        let value = seed.deserialize(StrDeserializer::new(&name))?;
        if self.holds {
            self.reader.expect(b':')?;
        }
        Ok((value, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        if self.holds { Err(Unreadable) } else { Ok(()) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, Unreadable> {
        if self.holds {
            seed.deserialize(self.reader)
        } else {
            Err(Unreadable)
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        if self.holds {
            serde::Deserializer::deserialize_seq(self.reader, visitor)
        } else {
            Err(Unreadable)
        }
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        if self.holds {
            serde::Deserializer::deserialize_map(self.reader, visitor)
        } else {
            Err(Unreadable)
        }
    }
}

//! Values as YAML that briefbook writes itself.

use serde::Serialize;

/// A value as YAML. Keys keep the order of their fields.
pub fn write(value: &impl Serialize) -> String {
    serde_yaml::to_string(value).expect("strings, numbers, lists and maps of them always become YAML")
}

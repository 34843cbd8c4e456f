public import Wire

/// The categories by which a list of providers can be filtered.
public enum ProviderCategory: String, Choice {
  case stable
  case consumerSmartlocks = "consumer_smartlocks"
  case beta
  case thermostats
  case noiseSensors = "noise_sensors"
  case accessControlSystems = "access_control_systems"
  case cameras
  case connectors
}

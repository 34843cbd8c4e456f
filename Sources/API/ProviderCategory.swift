import Wire

/// The kinds of provider that a list can be narrowed by.
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

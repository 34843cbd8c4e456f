public import Wire

/// A condition by which a list of devices can be filtered.
public enum DeviceCondition: String, Choice {
  case canRemotelyUnlock = "can_remotely_unlock"
  case canRemotelyLock = "can_remotely_lock"
  case canProgramOfflineAccessCodes = "can_program_offline_access_codes"
  case canProgramOnlineAccessCodes = "can_program_online_access_codes"
  case canHvacHeat = "can_hvac_heat"
  case canHvacCool = "can_hvac_cool"
  case canHvacHeatCool = "can_hvac_heat_cool"
  case canTurnOffHvac = "can_turn_off_hvac"
  case canSimulateRemoval = "can_simulate_removal"
  case canSimulateConnection = "can_simulate_connection"
  case canSimulateDisconnection = "can_simulate_disconnection"
  case canUnlockWithCode = "can_unlock_with_code"
  case canRunThermostatPrograms = "can_run_thermostat_programs"
  case canProgramThermostatProgramsAsWeekdayWeekend = "can_program_thermostat_programs_as_weekday_weekend"
  case canProgramThermostatProgramsAsDifferentEachDay = "can_program_thermostat_programs_as_different_each_day"
  case canProgramThermostatProgramsAsSameEachDay = "can_program_thermostat_programs_as_same_each_day"
  case canSimulateHubConnection = "can_simulate_hub_connection"
  case canSimulateHubDisconnection = "can_simulate_hub_disconnection"
  case canSimulatePaidSubscription = "can_simulate_paid_subscription"
  case canConfigureAutoLock = "can_configure_auto_lock"
}

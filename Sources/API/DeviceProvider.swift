public import Wire

/// Every provider of the public API. Only Salto KS is used here.
public enum DeviceProvider: String, Choice {
  case hotek
  case dormakabaCommunity = "dormakaba_community"
  case legicConnect = "legic_connect"
  case akuvox
  case august
  case avigilonAlta = "avigilon_alta"
  case brivo
  case butterflymx
  case schlage
  case smartthings
  case yale
  case genie
  case doorking
  case salto
  case saltoKs = "salto_ks"
  case saltoKsAccept = "salto_ks_accept"
  case lockly
  case ttlock
  case linear
  case noiseaware
  case nuki
  case igloo
  case kwikset
  case minut
  case my2N = "my_2n"
  case controlbyweb
  case nest
  case igloohome
  case ecobee
  case fourSuites = "four_suites"
  case dormakabaOracode = "dormakaba_oracode"
  case pti
  case wyze
  case seamPassport = "seam_passport"
  case visionline
  case assaAbloyCredentialService = "assa_abloy_credential_service"
  case tedee
  case honeywellResideo = "honeywell_resideo"
  case firstAlert = "first_alert"
  case latch
  case akiles
  case assaAbloyVostio = "assa_abloy_vostio"
  case assaAbloyVostioCredentialService = "assa_abloy_vostio_credential_service"
  case tado
  case saltoSpace = "salto_space"
  case sensi
  case keynest
  case korelock
  case keyincode
  case dormakabaAmbiance = "dormakaba_ambiance"
  case ultraloq
  case yacan
  case dusaw
  case sifely
  case thirtyThreeLock = "thirty_three_lock"
  case ring
  case ical
  case lodgify
  case hostaway
  case guesty
  case acuityScheduling = "acuity_scheduling"
  case omnitec
  case kisi
  case aqara
  case yaleAccess = "yale_access"
  case hidCm = "hid_cm"
  case googleNest = "google_nest"
  case slack

  public enum Category: String, Choice {
    case stable
    case consumerSmartlocks = "consumer_smartlocks"
    case beta
    case thermostats
    case noiseSensors = "noise_sensors"
    case accessControlSystems = "access_control_systems"
    case cameras
    case connectors
    case internalBeta = "internal_beta"
  }
}

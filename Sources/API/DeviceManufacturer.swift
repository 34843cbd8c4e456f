public import Wire

/// Every device manufacturer of the public API. Only Salto is used here.
public enum DeviceManufacturer: String, Choice {
  case akuvox
  case august
  case avigilonAlta = "avigilon_alta"
  case brivo
  case butterflymx
  case doorking
  case fourSuites = "four_suites"
  case genie
  case igloo
  case keywe
  case kwikset
  case linear
  case nuki
  case philia
  case salto
  case samsung
  case schlage
  case seam
  case unknown
  case wyze
  case yale
  case twoN = "two_n"
  case ttlock
  case igloohome
  case controlbyweb
  case dormakabaOracode = "dormakaba_oracode"
  case tedee
  case keyincode
  case akiles
  case aqara
  case ecobee
  case honeywellResideo = "honeywell_resideo"
  case keynest
  case korelock
  case lockly
  case minut
  case nest
  case noiseaware
  case sensi
  case smartthings
  case tado
  case ultraloq
  case ring
  case ical
  case lodgify
  case hostaway
  case guesty
  case acuityScheduling = "acuity_scheduling"
  case omnitec
  case kisi
  case slack
  case yacan
}

public import Wire

/// Every lock manufacturer of the public API. Only Salto is used here.
public enum LockManufacturer: String, Choice {
  case akuvox
  case august
  case brivo
  case butterflymx
  case avigilonAlta = "avigilon_alta"
  case doorking
  case genie
  case igloo
  case linear
  case kwikset
  case nuki
  case salto
  case schlage
  case seam
  case wyze
  case yale
  case twoN = "two_n"
  case controlbyweb
  case ttlock
  case igloohome
  case fourSuites = "four_suites"
  case dormakabaOracode = "dormakaba_oracode"
  case tedee
  case keyincode
  case akiles
  case aqara
  case korelock
  case lockly
  case smartthings
  case ultraloq
  case omnitec
  case kisi
  case yacan
}

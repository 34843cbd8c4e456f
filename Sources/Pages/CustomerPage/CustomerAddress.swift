import API
import Hummingbird
import Operations
import Wire

/// The address of a customer's page: the secret of the link, the part that is shown, and the chosen language.
struct CustomerAddress {
  let secret: String
  /// Nil for the part that the link opens.
  let place: PortalPlace?
  /// Nil if the visitor has not chosen one.
  var language: GuestLanguage?
  /// What the visitor has just done.
  let done: CustomerDone?

  /// Nil if the address names no part of the page.
  init?(_ request: Request) {
    let query = FormFields(request.uri.query ?? "")
    secret = query["auth_token"] ?? ""
    language = query["locale"].flatMap { GuestLanguage(rawValue: $0) }
    done = query["done"].flatMap { CustomerDone($0) }
    let id = query["id"] ?? ""
    switch query["show"] {
    case nil: place = nil
    case "overview": place = .overview
    case "stay": place = .stay(ID(id))
    case "new_stay": place = .newStay
    case "space": place = .space(ID(id))
    case "doors": place = .doors
    case "door": place = .door(ID(id))
    case "new_staff_member": place = .newStaffMember
    case "staff_member": place = .staffMember(ID(id))
    default: return nil
    }
  }

  func link(to place: PortalPlace, done: CustomerDone? = nil) -> String {
    link(to: place, in: language, done: done)
  }

  /// The shown part in another language.
  func link(in language: GuestLanguage) -> String { link(to: place, in: language, done: nil) }

  private func link(to place: PortalPlace?, in language: GuestLanguage?, done: CustomerDone?) -> String {
    var items = [("auth_token", secret)]
    switch place {
    case nil: break
    case .overview?: items.append(("show", "overview"))
    case .stay(let id)?: items += [("show", "stay"), ("id", id.text)]
    case .newStay?: items.append(("show", "new_stay"))
    case .space(let id)?: items += [("show", "space"), ("id", id.text)]
    case .doors?: items.append(("show", "doors"))
    case .door(let id)?: items += [("show", "door"), ("id", id.text)]
    case .newStaffMember?: items.append(("show", "new_staff_member"))
    case .staffMember(let id)?: items += [("show", "staff_member"), ("id", id.text)]
    }
    if let language { items.append(("locale", language.rawValue)) }
    if let done { items.append(("done", done.text)) }
    let query = items.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
    return "\(PlainRoute.customerPortal.path)?\(query)"
  }
}

/// A form of the page.
enum CustomerStep: String {
  case move, end, create, rename, connect
  case addDoor = "add_door"
  case removeDoor = "remove_door"
  case addMember = "add_member"
  case saveMember = "save_member"
  case removeMember = "remove_member"
}

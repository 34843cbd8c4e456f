/// What a form of a person's page asks, besides the forms of a stay.
enum PersonStep: String, Sendable {
  case suspend, unsuspend, erase
  case changeEnd = "change_end"
  case delete = "delete_person"
  case stopPhone = "stop_phone"
  case showPin = "show_pin"
  case changePin = "change_pin"
  case makeLink = "make_link"
  case joinGroup = "join_group"
  case leaveGroup = "leave_group"
}

/// What a form did, in the address of the page after it.
enum PersonDeed: String, Sendable {
  case suspended, unsuspended, deleted, erased
  case endChanged = "own_end_changed"
  case phoneStopped = "phone_stopped"
  case pinChanged = "pin_changed"
  case groupJoined = "group_joined"
  case groupLeft = "group_left"
}

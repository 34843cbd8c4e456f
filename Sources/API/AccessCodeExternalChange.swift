public import Wire

/// What a person did to an access code at its site.
public enum AccessCodeExternalChange: String, Choice { case modified, removed }

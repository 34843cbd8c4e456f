/// A picture of a generic lock, which every resource with an image shows, since we have no license for a brand's
/// pictures. It is an address with the picture in it: it works without a network, and reports no reader to anybody.
package let lockPicture = """
  data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2024%2024'%3E%3Cpath%20d='M6%2010V7a6\
  %206%200%200%201%2012%200v3h2v12H4V10zm2%200h8V7a4%204%200%200%200-8%200z'/%3E%3C/svg%3E
  """

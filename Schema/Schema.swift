public enum Schema {}

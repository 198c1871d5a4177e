// Troupe

// What `import Troupe` gives beside its own types: the nouns.
@_exported public import TroupeVocabulary

// What Interchange needs of libraries that are opened when they are first needed.
#pragma once

#include "archive.h"
#include "xmp.h"

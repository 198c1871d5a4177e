// Its functions are declared where they are used: its headers lie where no compiler looks by itself.
#pragma once

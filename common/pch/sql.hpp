// For stores: the standard headers and SOCI.
#pragma once
#include <soci/soci.h>

#include "common/pch/std.hpp"

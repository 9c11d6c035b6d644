#include "common/scheme/wire.hpp"

// For tests: the standard headers and GoogleTest.
#pragma once
#include <gtest/gtest.h>

#include "common/pch/std.hpp"

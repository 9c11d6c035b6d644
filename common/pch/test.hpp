// For tests of domains and stores: GoogleTest and RapidCheck.
#pragma once
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "common/pch/std.hpp"

// For tests of app and api: the same, and what the services' shells see.
#pragma once
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "common/pch/shell.hpp"

// For the executable's commands: what services' shells see, and the command line.
#pragma once
#include <CLI/CLI.hpp>

#include "common/pch/shell.hpp"

// For app and api: the standard headers, JSON, and every event.
#pragma once
#include <boost/json.hpp>

#include "common/pch/std.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "haven/claims/v1/events.pb.h"
#include "haven/contributions/v1/events.pb.h"
#include "haven/disbursement/v1/events.pb.h"
#include "haven/enrolment/v1/events.pb.h"
#include "haven/ledger/v1/events.pb.h"

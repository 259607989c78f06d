// Nothing to call: see SeenMutex.c.
#pragma once

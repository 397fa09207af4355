"""A module whose import starts a thread, which a zygote must refuse: a fork would copy half-held locks."""

import threading
import time

threading.Thread(target=time.sleep, args=(60,), daemon=True).start()

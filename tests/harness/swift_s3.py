"""OpenStack Swift with its S3 API in one process, on 127.0.0.1: python3 swift_s3.py FOLDER PORT. Objects stay in memory."""

import os
import sys

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi
from swift.common import utils
from swift.common.ring import RingBuilder

root, port = os.path.abspath(sys.argv[1]), int(sys.argv[2])
utils.HASH_PATH_SUFFIX = b"zhenxue"
quiet = open(os.devnull, "w")


def serve(app, on=0):
    """Serves an application; answers its port."""
    socket = eventlet.listen(("127.0.0.1", on))
    eventlet.spawn(wsgi.server, socket, app, log=quiet, max_size=200)
    return socket.getsockname()[1]


def make_ring(name, at):
    builder = RingBuilder(1, 1, 0)
    device = {"id": 0, "region": 1, "zone": 1, "ip": "127.0.0.1", "port": at, "device": "sda", "weight": 1}
    builder.add_dev(dict(device, replication_ip="127.0.0.1", replication_port=at, meta=""))
    builder.rebalance()
    builder.get_ring().save(os.path.join(root, name + ".ring.gz"))


from swift.account.server import AccountController
from swift.container.server import ContainerController
from swift.obj.mem_server import ObjectController

os.makedirs(os.path.join(root, "sda"), exist_ok=True)
conf = {
    "devices": root,
    "swift_dir": root,
    "mount_check": "false",
    "log_level": "ERROR",
    "fallocate_reserve": "0",
    "disable_fallocate": "true",
}
make_ring("account", serve(AccountController(conf)))
make_ring("container", serve(ContainerController(conf)))
make_ring("object", serve(ObjectController(conf)))

proxy = os.path.join(root, "proxy.conf")
with open(proxy, "w") as file:
    file.write(
        f"""[DEFAULT]
swift_dir = {root}
log_level = ERROR
[pipeline:main]
pipeline = catch_errors s3api tempauth slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
force_swift_request_proxy_log = false
min_segment_size = 1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:slo]
use = egg:swift#slo
"""
    )

from swift.common.wsgi import loadapp



class Memory:
    """What memcached is to a whole Swift."""

    def __init__(self):
        self.kept = {}

    def get(self, key, **_):
        return self.kept.get(key)

    def set(self, key, value, **_):
        self.kept[key] = value

    def incr(self, key, delta=1, **_):
        self.kept[key] = int(self.kept.get(key, 0)) + delta
        return self.kept[key]

    def delete(self, key, **_):
        self.kept.pop(key, None)


memory, swift = Memory(), loadapp(proxy)


def app(env, start_response):
    env["swift.cache"] = memory
    return swift(env, start_response)


serve(app, port)
print("ready", flush=True)
# Whoever started this ends it by closing its input.
eventlet.tpool.execute(sys.stdin.read)

# SPDX-License-Identifier: MulanPSL-2.0
# What must not get through: a second server by another name, a proxy that is none.

scenario the same office by another name is still the same office
only sqlite: on PostgreSQL several processes serve one office
run init --agency 试验乡
exit 0
python
    import os
    os.symlink(DB, DIR + "/link.db")
serve
run serve --db sqlite:link.db --public 127.0.0.1:0 --desk 127.0.0.1:0
exit 3
silent
stderr serves this database already
stop
exit 0

scenario a proxy to trust is a numeric address, as the system writes it
run init --agency 试验乡
exit 0
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0 --trusted-proxy proxy.example
exit 2
silent
stderr proxy.example
run serve --public 127.0.0.1:0 --desk 127.0.0.1:0 --trusted-proxy 127.0.0.1,::0001
exit 2
stderr ::0001
serve --trusted-proxy 127.0.0.1,::1
get public /
status 200
stop
exit 0

scenario a port that does not exist is none of the others
run init --agency 试验乡
exit 0
run serve --public 127.0.0.1:65536 --desk 127.0.0.1:0
exit 2
silent
stderr 65536

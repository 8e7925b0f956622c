"""A chat server that answers each request after some seconds. It prints its address; at the end of its standard input it
prints, as JSON, the seconds from the first request to the last answer, and ends.

    python slow_server.py SECONDS
"""

import asyncio
import json
import sys
import time
from typing import List

from aiohttp import web


async def serve(latency: float) -> None:
    times: List[float] = []

    async def answer(request: web.Request) -> web.Response:
        times.append(time.monotonic())
        await request.read()
        await asyncio.sleep(latency)
        times.append(time.monotonic())
        message = {"role": "assistant", "content": "A"}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return web.json_response(
            {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        )

    application = web.Application(client_max_size=2**26)
    application.router.add_post("/v1/chat/completions", answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
    await site.start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    print(json.dumps({"span": max(times) - min(times)}), flush=True)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))

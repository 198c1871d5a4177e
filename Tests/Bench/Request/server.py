"""A provider on loopback: server.py ANSWER. Prints its port.

Answers every request with the file ANSWER, in which four letters of the image differ from one answer to the next, and
prints for each request the length of its body and the SHA-256 of the images in it."""
import base64
import hashlib
import re
import socket
import sys


def read(connection, buffer):
    """The body of one request, and its length."""
    head, place = b"", 0
    while True:
        count = connection.recv_into(memoryview(buffer)[place:])
        if count == 0:
            return None
        place += count
        end = buffer.find(b"\r\n\r\n", 0, place)
        if end >= 0:
            break
    head = bytes(buffer[:end])
    length = int(re.search(rb"(?i)content-length: *(\d+)", head).group(1))
    if re.search(rb"(?i)expect: *100", head):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    view = memoryview(buffer)
    while place < end + 4 + length:
        count = connection.recv_into(view[place:])
        if count == 0:
            return None
        place += count
    return view[end + 4:place]


def images(body):
    """What was sent, whatever the alphabet and the spelling of the field."""
    found = re.findall(rb'"data": ?"([^"]+)"', body)
    standard = (one.replace(b"-", b"+").replace(b"_", b"/") for one in found)
    return hashlib.sha256(b"".join(map(base64.b64decode, standard))).hexdigest()


def main():
    answer = bytearray(open(sys.argv[1], "rb").read())
    checks = len(sys.argv) > 2
    spot = answer.index(b'"data": "') + 20_000
    head = (b"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\n"
            b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(answer))
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    buffer, number = bytearray(100 << 20), 0
    while True:
        connection, _ = listener.accept()
        with connection:
            body = read(connection, buffer)
            if body is None:
                continue
            number += 1
            answer[spot:spot + 4] = base64.b64encode(number.to_bytes(3, "big"))
            connection.sendall(head)
            connection.sendall(answer)
            connection.shutdown(socket.SHUT_WR)
            if checks:
                print(len(body), images(bytes(body)), flush=True)
            # The client is done with it before the next one is timed.
            while connection.recv(65536):
                pass


main()

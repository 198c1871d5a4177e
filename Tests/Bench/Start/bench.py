"""Start-up: the commands of an agent's or a script's inner loop, each a process, in turn with git and sqlite3."""
import json, os, shutil, statistics, subprocess, sys, time

troupe, folder, cast = sys.argv[1:4]
rounds = int(os.environ.get("ROUNDS", "60"))
library = os.path.join(folder, "lib")
environment = {**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder, "TROUPE_LIBRARY": library}


def run(*words, **options):
    return subprocess.run(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, **options)


run(troupe, "init", library)
for handle, picture in [("kael", "kael-front.png"), ("mira", "mira-front.png"), ("lamp", "lantern.png")]:
    run(troupe, "add", "character", handle, os.path.join(cast, picture), "--trait", "a fact that must not change")
lines = os.path.join(folder, "old.jsonl")
with open(lines, "w") as file:
    for number in range(2000):
        file.write(json.dumps({"prompt": f"@kael on a roof at night, number {number}", "model": "sdxl"}) + "\n")
run(troupe, "import", "--jsonl", lines)
repository = os.path.join(folder, "git")
subprocess.run(["git", "init", "-q", repository], check=True)
subprocess.run(["git", "-C", repository, "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-q",
                "--allow-empty", "-m", "one"], check=True)
database = next(os.path.join(library, name) for name in os.listdir(library) if name.endswith(("sqlite", "db")))

commands = {
    "troupe --version": [troupe, "--version"],
    "troupe list": [troupe, "list"],
    "troupe search": [troupe, "search", "roof"],
    "troupe plan": [troupe, "plan", "@kael on a roof at night", "-m", "troupe/storyboard"],
    "troupe lineage": [troupe, "lineage", "@last"],
    "git --version": ["git", "--version"],
    "git log": ["git", "-C", repository, "log", "-1"],
}
if shutil.which("sqlite3"):
    commands["sqlite3, 20 rows"] = ["sqlite3", database, "SELECT id FROM generation ORDER BY id DESC LIMIT 20"]
if shutil.which("cc") and shutil.which("ldd"):
    # The least that a program with the same libraries takes.
    linked = [line.split()[2] for line in run("ldd", troupe).stdout.decode().splitlines() if "=> /" in line]
    source, empty = os.path.join(folder, "empty.c"), os.path.join(folder, "empty")
    with open(source, "w") as file:
        file.write("int main(void) { return 0; }\n")
    done = subprocess.run(["cc", source, "-o", empty, "-Wl,--no-as-needed", *linked], stderr=subprocess.DEVNULL)
    if done.returncode == 0:
        commands["empty, same libraries"] = [empty]

times = {name: [] for name in commands}
for name in commands:
    run(*commands[name])
for _ in range(rounds):
    for name, words in commands.items():
        start = time.perf_counter()
        run(*words)
        times[name].append((time.perf_counter() - start) * 1000)
git = statistics.median(times["git --version"])
print(f"{'command':24} {'median ms':>10} {'p90 ms':>8} {'of git --version':>17}")
for name, all_times in times.items():
    middle, late = statistics.median(all_times), statistics.quantiles(all_times, n=10)[8]
    print(f"{name:24} {middle:10.1f} {late:8.1f} {middle / git:17.1f}")

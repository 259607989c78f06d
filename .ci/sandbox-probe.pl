# Tries what the service's sandbox must forbid or allow, and prints a line each: `NAME yes` or `NAME no`.
# Run once without the sandbox and once within: what is the same in both tells nothing of the sandbox.
use strict;
use warnings;

my %calls = (
  x86_64  => {mmap => 9, mprotect => 10, unshare => 272, personality => 135, keyctl => 250, ptrace => 101},
  aarch64 => {mmap => 222, mprotect => 226, unshare => 97, personality => 92, keyctl => 219, ptrace => 117},
);
chomp(my $machine = `uname -m`);
my $call = $calls{$machine} or die "no system call numbers for $machine\n";

sub tell_of { my ($name, $works) = @_; print "$name ", ($works ? "yes" : "no"), "\n"; }
sub writes { my ($path) = @_; open(my $file, '>', $path) or return 0; close $file; unlink $path; return 1; }
sub opens { my ($family, $type) = @_; socket(my $socket, $family, $type, 0) or return 0; close $socket; return 1; }
sub call { my $name = shift; return syscall($call->{$name}, @_) != -1; }

# Folders: /srv/open is for all to write in, and still none of the service's.
tell_of('write-elsewhere', writes('/srv/open/probe'));
tell_of('write-state', writes('/var/lib/attache/probe'));
tell_of('write-logs', writes('/var/log/attache/probe'));

# Address families by number: UNIX, INET, INET6, NETLINK, PACKET, ALG, VSOCK. Types: 1 stream, 2 datagram, 5 packets.
tell_of('family-unix', opens(1, 1));
tell_of('family-inet', opens(2, 1));
tell_of('family-inet6', opens(10, 1));
tell_of('family-netlink', opens(16, 2));
tell_of('family-vsock', opens(40, 1));
tell_of('family-alg', opens(38, 5));

# Memory that can be written and executed at once (protection 7), or executed after it was written (3, then 5).
tell_of('memory-write-execute', call('mmap', 0, 4096, 7, 0x22, -1, 0));
my $page = syscall($call->{mmap}, 0, 4096, 3, 0x22, -1, 0);
tell_of('memory-made-executable', $page != -1 && call('mprotect', $page, 4096, 5));

# A user namespace of its own, another personality (ADDR_NO_RANDOMIZE), a key ring, a debugger's hold.
tell_of('personality', call('personality', 0x0040000));
tell_of('key-ring', call('keyctl', 0, -3, 1));
my $child = fork() // die "fork: $!\n";
if ($child == 0) { exit(call('unshare', 0x10000000) ? 0 : 1); }
waitpid($child, 0);
tell_of('user-namespace', $? == 0);
$child = fork() // die "fork: $!\n";
if ($child == 0) { exit(call('ptrace', 0, 0, 0, 0) ? 0 : 1); }
waitpid($child, 0);
tell_of('debugger', $? == 0);

# A program that runs with its owner's rights.
my $program = '/var/lib/attache/probe-program';
open(my $file, '>', $program) or die "$program: $!\n";
close $file;
tell_of('set-user-id', chmod(04755, $program) == 1);
unlink $program;

# Other users' processes.
tell_of('see-other-processes', -r '/proc/1/status');

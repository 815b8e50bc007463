using NormGen.Bench.Memory;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers.Copies;

/// <summary>The runtime's own copy, a C library's <c>memmove</c>.</summary>
internal sealed class SpanCopy : IPeer
{
    public string Name => "Span.CopyTo";

    public IContender Enter(Workload workload) => new Contender(workload.Source, workload.Target);

    private sealed class Contender(Tensor source, Tensor target) : InProcessContender(target)
    {
        private readonly Tensor to = target;

        public override void Call() => source.Span.CopyTo(to.Span);
    }
}

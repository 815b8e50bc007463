using System.Collections.Generic;
using NormGen.Bench.Memory;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers.OneDnn;

/// <summary>A primitive, run on each of some parts of the row's tensors.</summary>
internal sealed class DnnlContender(DnnlSession session, nint primitive, IReadOnlyList<DnnlArgument[]> parts, Tensor target)
    : InProcessContender(target)
{
    private readonly DnnlArgument[][] parts = [.. parts];

    public override bool IsJitted => false;

    public override void Call()
    {
        foreach (var arguments in parts)
        {
            DnnlSession.Run(primitive, arguments);
        }
    }

    public override void Leave() => session.Destroy();
}

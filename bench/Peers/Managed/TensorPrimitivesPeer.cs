using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers.Managed;

/// <summary>
/// System.Numerics.Tensors, composed: what a .NET user would write today, vectorized and without a pass more than its operations
/// ask for. Where channels come first that is calls on planes, where they come last calls on rows of channels.
/// </summary>
internal sealed class TensorPrimitivesPeer : IPeer
{
    public string Name => "TensorPrimitives";

    public IContender Enter(Workload workload) =>
        workload.Layer.IsRows ? new FeatureRows(workload)
        : workload.Layer.IsChannelsLast ? new ChannelRows(workload)
        : new ChannelPlanes(workload);
}

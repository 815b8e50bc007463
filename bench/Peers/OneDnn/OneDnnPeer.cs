using NormGen.Bench.Layers;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers.OneDnn;

/// <summary>
/// oneDNN 2: batch norm in both layouts, layer norm, and instance norm as the batch norm of each sample. It has no group norm and
/// no RMS norm of its own.
/// </summary>
internal sealed class OneDnnPeer : IPeer
{
    public string Name => "oneDNN";

    public IContender? Enter(Workload workload)
    {
        Dnnl.SetThreads(workload.Threads);
        try
        {
            return workload.Layer.Kind switch
            {
                LayerKind.Batch or LayerKind.Instance => DnnlBatchNorm.Enter(workload),
                LayerKind.Layer => DnnlLayerNorm.Enter(workload),
                _ => null,
            };
        }
        catch (DnnlException)
        {
            return null;
        }
    }
}

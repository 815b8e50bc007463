using NormGen.Reference;
using NormGen.Runtime;

namespace NormGen.Verification;

/// <summary>The sizes of a trial's tensors.</summary>
internal static class TrialViews
{
    public static TensorView Of(TensorShape shape, PlannedTrial planned)
    {
        var length = planned.Batch * planned.SpatialSize * shape.Channels;
        var extent = shape.SpatialSizeAtCall
            ? shape.Resolve(length, planned.Batch, nameof(planned))
            : shape.Resolve(length, nameof(planned));
        return new TensorView(extent.Outer, extent.Channels, extent.Inner);
    }
}

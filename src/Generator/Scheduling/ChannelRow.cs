using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>
/// Sixteen neighbouring channels, or the last few. Tables of one entry per channel are padded to whole vectors, so only tensors
/// and tables that repeat per pixel need to mind the count.
/// </summary>
internal sealed class ChannelRow(RowWalk walk, Index channel, Index? lanes) : ChannelScope(walk.Builder, walk.Epsilon)
{
    private readonly Value count = walk.Spread(walk.Builder.Number(walk.Frame.Positions));
    private Moments? moments;

    public override Value Count => count;

    public override Moments Moments => moments!;

    protected override IrType NumberType => IrType.Doubles;

    public void Know(Moments known) => moments = known with { Rstd = Rstd(known) };

    protected override Value ReadEntry(Region buffer) =>
        Builder.Load(buffer, channel, buffer.IsDouble ? IrType.Doubles : IrType.Floats);

    protected override void WriteEntry(Region buffer, Value value) => Builder.Store(buffer, channel, value);

    protected override void SetCoefficient(Coefficient coefficient, Value value) =>
        Builder.Loop("pixel", 0, walk.Pixels, 1, pixel => Builder.Store(
            Scratch.Coefficients,
            walk.CoefficientAt(coefficient, (pixel * walk.Numeric.Channels) + channel),
            value,
            lanes));
}

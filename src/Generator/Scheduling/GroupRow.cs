using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>One statistic group of a sample: numbers are scalars.</summary>
internal sealed class GroupRow(RowWalk walk, Index group) : GroupScope(walk.Builder, walk.Epsilon)
{
    private readonly Value count = walk.Builder.Number(walk.Frame.Positions * walk.Numeric.GroupChannels);

    public Index FirstChannel { get; } = walk.Builder.Name("firstChannel", group * walk.Numeric.GroupChannels);

    public override Value Count => count;

    protected override IrType NumberType => IrType.Double;

    private Index Entry => (walk.Frame.Sample! * walk.Numeric.Groups) + group;

    protected override Value ReadEntry(Region buffer) =>
        Builder.Load(buffer, Entry, buffer.IsDouble ? IrType.Double : IrType.Float);

    protected override void WriteEntry(Region buffer, Value value) => Builder.Store(buffer, Entry, value);

    /// <summary>In every pixel of a row, for every channel of the group.</summary>
    protected override void SetCoefficient(Coefficient coefficient, Value value) =>
        Builder.Loop("pixel", 0, walk.Pixels, 1, pixel => Builder.Loop("within", 0, walk.Numeric.GroupChannels, 1, within => Builder.Store(
            Scratch.Coefficients,
            walk.CoefficientAt(coefficient, (pixel * walk.Numeric.Channels) + FirstChannel + within),
            value)));
}

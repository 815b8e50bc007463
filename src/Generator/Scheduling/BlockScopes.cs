using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>The statistic groups of a block: one for each of sixteen neighbouring channels.</summary>
internal sealed class BlockGroup(PlaneBlock block, Index first) : GroupScope(block.Builder, block.Epsilon)
{
    public Moments? Moments { get; private set; }

    public override Value Count => block.Count;

    protected override IrType NumberType => IrType.Doubles;

    public void Know(Moments moments) => Moments = moments with { Rstd = Rstd(moments) };

    protected override Value ReadEntry(Region buffer) =>
        Builder.Load(buffer, first, buffer.IsDouble ? IrType.Doubles : IrType.Floats);

    protected override void WriteEntry(Region buffer, Value value) => Builder.Store(buffer, first, value);

    protected override void SetCoefficient(Coefficient coefficient, Value value) => block.Keep(coefficient, value);
}

/// <summary>The channels of a block.</summary>
internal sealed class BlockChannel(PlaneBlock block, BlockGroup group, Index first) : ChannelScope(block.Builder, block.Epsilon)
{
    public override Value Count => block.Count;

    public override Moments Moments => group.Moments!;

    protected override IrType NumberType => IrType.Doubles;

    protected override Value ReadEntry(Region buffer) =>
        Builder.Load(buffer, first, buffer.IsDouble ? IrType.Doubles : IrType.Floats);

    protected override void WriteEntry(Region buffer, Value value) => Builder.Store(buffer, first, value);

    protected override void SetCoefficient(Coefficient coefficient, Value value) => block.Keep(coefficient, value);
}

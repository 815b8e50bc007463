using System.Collections.Generic;
using NormGen.Generator.Ir;
using NormGen.Generator.Normalizations;

namespace NormGen.Generator.Scheduling;

/// <summary>A channel of a group.</summary>
internal sealed class PlaneChannel(
    PlaneTraversal traversal,
    PlaneGroup group,
    IrBuilder b,
    Value epsilon,
    Index channel,
    Index within,
    IReadOnlyDictionary<Coefficient, Value> ofGroup,
    bool storesCoefficients) : ChannelScope(b, epsilon)
{
    private readonly Dictionary<Coefficient, Value> own = [];

    public override Value Count => group.Count;

    public override Moments Moments => group.Moments!;

    /// <summary>Which of the group's channels it is.</summary>
    public Index Within => within;

    protected override IrType NumberType => IrType.Double;

    public Value this[Coefficient coefficient] => own.TryGetValue(coefficient, out var value) ? value : ofGroup[coefficient];

    /// <summary>A parameter's gradient, or the sample's part of it.</summary>
    public void AddGradient(Region gradient, int number, Value value)
    {
        if (traversal.Numeric.PerSample)
        {
            Builder.Store(Scratch.Partials, Traversal.PartialAt(traversal.Numeric, group.Sample, number) + channel, value);
        }
        else
        {
            Write(gradient, value);
        }
    }

    protected override Value ReadEntry(Region buffer) =>
        Builder.Load(buffer, channel, buffer.IsDouble ? IrType.Double : IrType.Float);

    protected override void WriteEntry(Region buffer, Value value) => Builder.Store(buffer, channel, value);

    protected override void SetCoefficient(Coefficient coefficient, Value value)
    {
        own[coefficient] = value;
        if (storesCoefficients)
        {
            Builder.Store(Scratch.Coefficients, traversal.TableAt(coefficient, channel), value);
        }
    }
}

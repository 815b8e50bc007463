using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NormGen.Bench.Memory;
using NormGen.Bench.Suite;
using NormGen.Bench.Tiers;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers.Copies;

/// <summary>A copy by the instructions that kernels use: plain vector loads and stores, four to a turn.</summary>
internal sealed class VectorCopy : IPeer
{
    public string Name => "vector copy";

    public IContender Enter(Workload workload) => new Contender(workload.Source, workload.Target);

    private sealed class Contender(Tensor source, Tensor target) : InProcessContender(target)
    {
        private readonly Tensor target = target;

        // Compiled once and fully, as the runtime's own copy is.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Call()
        {
            var from = source.Span;
            var to = target.Span;
            ref var x = ref MemoryMarshal.GetReference(from);
            ref var y = ref MemoryMarshal.GetReference(to);
            var copied = Registers.FloatLanes == 16 ? Copy512(ref x, ref y, (nuint)from.Length)
                : Registers.FloatLanes == 8 ? Copy256(ref x, ref y, (nuint)from.Length)
                : Copy128(ref x, ref y, (nuint)from.Length);
            from[copied..].CopyTo(to[copied..]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Copy512(ref float x, ref float y, nuint length)
        {
            nuint index = 0;
            for (; index + 64 <= length; index += 64)
            {
                var (a, b) = (Vector512.LoadUnsafe(ref x, index), Vector512.LoadUnsafe(ref x, index + 16));
                var (c, d) = (Vector512.LoadUnsafe(ref x, index + 32), Vector512.LoadUnsafe(ref x, index + 48));
                a.StoreUnsafe(ref y, index);
                b.StoreUnsafe(ref y, index + 16);
                c.StoreUnsafe(ref y, index + 32);
                d.StoreUnsafe(ref y, index + 48);
            }

            return (int)index;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Copy256(ref float x, ref float y, nuint length)
        {
            nuint index = 0;
            for (; index + 32 <= length; index += 32)
            {
                var (a, b) = (Vector256.LoadUnsafe(ref x, index), Vector256.LoadUnsafe(ref x, index + 8));
                var (c, d) = (Vector256.LoadUnsafe(ref x, index + 16), Vector256.LoadUnsafe(ref x, index + 24));
                a.StoreUnsafe(ref y, index);
                b.StoreUnsafe(ref y, index + 8);
                c.StoreUnsafe(ref y, index + 16);
                d.StoreUnsafe(ref y, index + 24);
            }

            return (int)index;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Copy128(ref float x, ref float y, nuint length)
        {
            nuint index = 0;
            for (; index + 16 <= length; index += 16)
            {
                var (a, b) = (Vector128.LoadUnsafe(ref x, index), Vector128.LoadUnsafe(ref x, index + 4));
                var (c, d) = (Vector128.LoadUnsafe(ref x, index + 8), Vector128.LoadUnsafe(ref x, index + 12));
                a.StoreUnsafe(ref y, index);
                b.StoreUnsafe(ref y, index + 4);
                c.StoreUnsafe(ref y, index + 8);
                d.StoreUnsafe(ref y, index + 12);
            }

            return (int)index;
        }
    }
}
